"""usage: bench-relay.py PORT SERVER-PORT MILLISECONDS
Relays connections on loopback to another port there; each byte arrives half of these milliseconds later, so that every
round trip takes that much longer and nothing else changes."""
import asyncio
import sys

port, target, delay = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) / 2000
# As much as a fast line of this length would hold on its way.
ON_THE_WAY = 4096


async def carry(reader, writer):
    clock = asyncio.get_running_loop().time
    way = asyncio.Queue(ON_THE_WAY)

    async def arrive():
        while True:
            due, piece = await way.get()
            wait = due - clock()
            if wait > 0:
                await asyncio.sleep(wait)
            if not piece:
                break
            writer.write(piece)
            await writer.drain()
        writer.close()

    arriving = asyncio.create_task(arrive())
    piece = b"-"
    while piece:
        try:
            piece = await reader.read(1 << 16)
        except ConnectionError:
            piece = b""
        await way.put((clock() + delay, piece))
    try:
        await arriving
    except ConnectionError:
        pass


async def relay(reader, writer):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target)
    await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))


async def main():
    async with await asyncio.start_server(relay, "127.0.0.1", port) as server:
        await server.serve_forever()


asyncio.run(main())
