const net = require('net');
class Parser {
  constructor(onMessage) { this.rest = Buffer.alloc(0); this.onMessage = onMessage; }
  push(chunk) {
    this.rest = Buffer.concat([this.rest, chunk]);
    while (this.rest.length >= 4) {
      const size = this.rest.readUInt32BE(0);
      if (this.rest.length < 4 + size) return;
      this.onMessage(this.rest.subarray(4, 4 + size).toString());
      this.rest = this.rest.subarray(4 + size);
    }
  }
}
const server = net.createServer((socket) => {
  const parser = new Parser((text) => {
    console.log(text);
    const body = Buffer.from(text.toUpperCase());
    const head = Buffer.alloc(4);
    head.writeUInt32BE(body.length);
    socket.write(Buffer.concat([head, body]));
  });
  socket.on('data', (chunk) => parser.push(chunk));
  socket.on('close', () => server.close());
}).listen(9090);
