"""What is made once in a run, by whichever worker comes first, and used by all of them."""

import fcntl
import shutil


def folder(tmp_path_factory, worker_id, name, fill):
    """The folder of this name, filled by `fill(folder)` if nobody has done so yet."""
    home = tmp_path_factory.getbasetemp()
    home = home if worker_id == "master" else home.parent
    made, done = home / name, home / f"{name}.done"
    with open(home / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            fill(made)
            done.touch()
    return made
