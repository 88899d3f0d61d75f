const net = require('net');

const relay = net.createServer((client) => {
  const server = net.connect(3005, '127.0.0.1');
  client.on('data', (data) => server.write(data));
  server.on('data', (data) => client.write(data));
  client.on('end', () => server.end());
  server.on('end', () => { client.end(); relay.close(); });
});
relay.listen(3006, '127.0.0.1');
