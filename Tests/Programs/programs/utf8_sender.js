const net = require('net');
const s = net.connect(9090, '127.0.0.1', () => {
  for (const text of ['żółw', 'łoś', 'kot']) {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(text.length);
    s.write(Buffer.concat([header, Buffer.from(text)])); // <- length-counts-characters
  }
  s.end();
});
