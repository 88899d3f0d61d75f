from multiprocessing.connection import Client, Listener
import os

if os.fork() == 0:
    import time
    time.sleep(0.3)
    with Client(("127.0.0.1", 6000), authkey=b"lab") as link:
        for item in ([1, 2, 3], "text", {"a": 1}):
            link.send(item)
        print("answer", link.recv(), flush=True)
    os._exit(0)
with Listener(("127.0.0.1", 6000), authkey=b"lab") as listener:
    with listener.accept() as link:
        items = [link.recv() for _ in range(3)]
        link.send(len(items))
os.wait()
