import asyncio
async def say(n, d):
    await asyncio.sleep(d); print(n); return n
async def main():
    r = await asyncio.gather(say('b', 0.02), say('a', 0.01)); print(r)
    t = asyncio.create_task(say('t', 0)); print(await t)
    try: await asyncio.wait_for(asyncio.sleep(5), 0.01)
    except asyncio.TimeoutError: print('timeout')
asyncio.run(main())
