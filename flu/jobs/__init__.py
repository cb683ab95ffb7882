"""What happens without anybody asking: sweeps over rows, woken by huey."""
