import asyncio
import json


async def handle(reader, writer):
    total = 0
    while line := await reader.readline():
        total += json.loads(line)["price"]
        writer.write(json.dumps({"total": total}).encode() + b"\n")
        await writer.drain()
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 8888)
    async with server:
        await server.serve_forever()

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("stopped")
