// Right: lines are cut out of a buffer of bytes.
require('net').createServer((socket) => {
  let buffer = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (let end; (end = buffer.indexOf(10)) >= 0; buffer = buffer.subarray(end + 1)) {
      socket.write(`OK: ${buffer.subarray(0, end).toString().toUpperCase()}\n`);
    }
  });
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
