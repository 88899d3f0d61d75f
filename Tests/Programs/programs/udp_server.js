const dgram = require('dgram');
const server = dgram.createSocket('udp4');
server.on('message', (message, from) => {
  if (message.toString() === 'bye') server.close();
  else server.send(message.toString().toUpperCase(), from.port, from.address);
});
server.bind(9091, '127.0.0.1');
