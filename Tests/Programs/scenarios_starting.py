"""Programs that do not start; the file itself says why."""
import errno

import sandbox
from catalogue import ANY, scenario

PYTHON = "#!/usr/bin/env python3\nprint('started')\n"


def refused(p, number):
    p.start()
    if not p.watched:
        p.prove(p.refused == number, f"the start fails with {p.refused}, not {number}")
        return
    p.end(status=None)


@scenario("a script without the execute permission", "./server.script", "script-not-executable", starts=False)
def not_executable(p):
    p.write("server.script", PYTHON, mode=0o644)
    refused(p, errno.EACCES)


@scenario("a script for env with Windows line endings", "./server.script", "script-has-windows-line-endings",
          says=["\\r"])
def crlf_env(p):
    p.write("server.script", PYTHON.replace("\n", "\r\n"))
    p.start()
    p.end(status=127, has="python3\\r")


@scenario("a shell script with Windows line endings", "./start.script", "script-has-windows-line-endings", starts=False)
def crlf_sh(p):
    p.write("start.script", "#!/bin/sh\r\necho started\r\n")
    refused(p, errno.ENOENT)


@scenario("an interpreter that is not there", "./server.script", "script-interpreter-missing",
          says=["/usr/local/bin/python3.99"], starts=False)
def no_interpreter(p):
    p.write("server.script", "#!/usr/local/bin/python3.99\nprint('started')\n")
    refused(p, errno.ENOENT)


@scenario("a script on a file system mounted noexec", "./usb/server.script", "script-on-noexec-mount", starts=False)
def noexec(p):
    p.directory("usb")
    sandbox.mount("-t", "tmpfs", "-o", "noexec,mode=755", "none", "/home/student/lab/usb")
    p.write("usb/server.script", PYTHON)
    refused(p, errno.EACCES)


@scenario("a directory in place of a program", "./project", ANY, says=["directory"], starts=False)
def directory(p):
    p.directory("project")
    refused(p, errno.EACCES)


@scenario("a Python script without a first line for its interpreter", "./server.script", ANY, says=["#!"], starts=False)
def no_shebang(p):
    p.write("server.script", "import socket\nprint('started')\n")
    refused(p, errno.ENOEXEC)


@scenario("a byte order mark before the first line", "./server.script", ANY, says=["byte order mark"], starts=False)
def byte_order_mark(p):
    p.write("server.script", b"\xef\xbb\xbf" + PYTHON.encode())
    refused(p, errno.ENOEXEC)


@scenario("a program for another processor", "./server.arm", ANY, says=["aarch64"], starts=False)
def architecture(p):
    # ELF, 64 bits, little-endian, executable, machine 183 (AArch64), without segments.
    header = (b"\x7fELF\x02\x01\x01" + bytes(9) + (2).to_bytes(2, "little") + (183).to_bytes(2, "little")
              + (1).to_bytes(4, "little") + bytes(28) + (64).to_bytes(2, "little")
              + (56).to_bytes(2, "little") + bytes(8))
    p.write("server.arm", header)
    refused(p, errno.ENOEXEC)


@scenario("a program that is not there", "./servr.script", ANY, says=["servr.script"], starts=False)
def not_there(p):
    p.write("server.script", PYTHON)
    refused(p, errno.ENOENT)
