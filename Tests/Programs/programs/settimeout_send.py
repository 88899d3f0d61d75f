# sends the whole log file to the collector
import socket
import sys

log = b"line of the log file, 32 bytes.\n" * 200000
s = socket.socket()
s.settimeout(5)
s.connect(("127.0.0.1", int(sys.argv[1])))
s.send(log)  # <- short-send-ignored
s.close()
print("log sent:", len(log))
