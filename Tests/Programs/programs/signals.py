import os
import signal
import subprocess
import sys
import time

interrupts = 0


def on_int(number, frame):
    global interrupts
    interrupts += 1


signal.signal(signal.SIGINT, on_int)
print(subprocess.run(["sh", "-c", "exit 5"]).returncode, flush=True)
print(os.system("kill -9 $$") & 127, flush=True)
deadline = time.monotonic() + 3
while not interrupts and time.monotonic() < deadline:
    time.sleep(0.05)
time.sleep(0.3)
print("interrupted", interrupts, "time")
sys.exit(4)
