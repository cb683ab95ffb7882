from flu import create_app

app = create_app()
