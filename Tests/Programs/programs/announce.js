const socket = require('dgram').createSocket('udp4');
socket.send('who is there', 9092, '127.255.255.255', (error) => { // <- broadcast-not-enabled
  console.log(error ? error.code : 'sent');
  socket.close();
});
