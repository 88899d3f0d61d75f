import asyncio
import json
import sys

total = 0


async def handle(reader, writer):
    global total
    while True:
        data = await reader.read(1000)  # <- one-receive-per-message, messages-merged
        if not data:
            break
        try:
            item = json.loads(data)
            total += item["price"]
            writer.write(json.dumps({"total": total}).encode())
        except json.JSONDecodeError as error:
            writer.write(json.dumps({"error": error.msg}).encode())
        await writer.drain()
    writer.close()
    done.set()


async def main():
    global done
    done = asyncio.Event()
    server = await asyncio.start_server(handle, "127.0.0.1", int(sys.argv[1]))
    await done.wait()
    server.close()


asyncio.run(main())  # <- one-receive-per-message, messages-merged
