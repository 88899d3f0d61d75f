import os
import sys

for name in sorted(os.environ):
    print(name, "=", os.environ[name])
print("descriptors", sorted(int(n) for n in os.listdir("/proc/self/fd"))[:-1])
print("arguments", sys.argv[1:])
print("directory", os.getcwd())
print("terminal", [os.isatty(n) for n in range(3)])
print("nice", os.nice(0), "umask %o" % os.umask(0))
