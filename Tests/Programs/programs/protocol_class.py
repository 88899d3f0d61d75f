import asyncio


class Lines(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.buffer = b""

    def data_received(self, data):
        self.buffer += data
        *lines, self.buffer = self.buffer.split(b"\n")
        for line in lines:
            self.transport.write(b"%d\n" % len(line))

    def connection_lost(self, error):
        finished.set_result(None)


async def main():
    global finished
    finished = asyncio.get_running_loop().create_future()
    server = await asyncio.get_running_loop().create_server(Lines, "127.0.0.1", 9090)
    await finished
    server.close()


asyncio.run(main())
