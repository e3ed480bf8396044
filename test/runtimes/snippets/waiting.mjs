/** Programs that wait: for time, for sockets, for one another. */
export default {
  'asyncio': `import asyncio
async def work():
    await asyncio.sleep(0.01)
    return 1 / 0
async def main():
    await work()
try:
    asyncio.run(main())
except ZeroDivisionError as e:
    print("got", e)
`,
  'connection refused': `import socket
s = socket.socket()
s.connect(("127.0.0.1", 9))
`,
};
