'use strict';
const net = require('net');

const socket = net.connect(9090, '127.0.0.1', () => {
  socket.write('forecast Bucharest\n');
});
socket.once('data', (chunk) => { // <- one-receive-per-message, message-split
  const days = chunk.toString().trim().split(',');
  console.log('days:', days.length, 'last:', days[days.length - 1]);
  socket.destroy();
});
