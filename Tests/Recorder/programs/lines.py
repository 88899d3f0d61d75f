"""Socket calls on lines that run.py finds by their comments: HERE and the call's name."""
import asyncio
import select
import socket
import subprocess
import sys
import threading


class Server:
    def __init__(self):
        self.listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)  # HERE socket
        self.listener.bind(("127.0.0.1", 0))  # HERE bind
        self.listener.listen(1)  # HERE listen

    def run(self):
        connection, _ = self.listener.accept()  # HERE accept
        with connection:
            while True:
                data = connection.recv(  # HERE receive
                    100,
                )
                if not data:
                    break
                connection.sendall(data)  # HERE send
        # The end of the block closes it on the line of `with`.


server = Server()
thread = threading.Thread(target=server.run)
thread.start()
client = socket.create_connection(server.listener.getsockname())  # HERE connect
client.settimeout(5)  # HERE set_nonblocking
client.sendall(b"first\n")  # HERE send wait
print(client.recv(100))  # HERE receive wait
stream = client.makefile("r")
client.sendall(b"second\n")  # HERE send wait
print([line for line in [stream.readline()]])  # HERE receive wait
select.select([client], [], [], 0.01)  # HERE wait
stream.close()
client.shutdown(socket.SHUT_WR)  # HERE shutdown
thread.join()
client.close()  # HERE close
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # HERE socket
udp.bind(("127.0.0.1", 0))  # HERE bind
exec(compile("udp.sendto(b'x' * 200, udp.getsockname())", "made.py", "exec"))
print(len(udp.recvfrom(100)[0]), (lambda: udp.fileno() >= 0)())  # HERE receive


async def talk():
    async def answer(reader, writer):
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*listening.sockets[0].getsockname())
    writer.write(b"async\n")
    print(await reader.readline())
    writer.close()
    listening.close()


asyncio.run(talk())
print(subprocess.run([sys.executable, "-c", "print(sorted(k for k in __import__('os').environ if 'SOCKDOCTOR' in k))"],
                     stdout=subprocess.PIPE).stdout)
