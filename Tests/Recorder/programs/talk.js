const net = require('net');
const s = net.createServer(c => { c.on('data', d => c.end(d)); }).listen(0, '127.0.0.1', () => {
  const k = net.connect(s.address().port, '127.0.0.1', () => k.write('hello'));
  k.on('data', d => console.log(String(d))); k.on('end', () => s.close());
});
