const net = require('net');
let text = '';
const clock = net.connect(9090, '127.0.0.1');
clock.on('data', (part) => {
  text += part;
  const end = text.indexOf('\n');
  if (end < 0) return;
  console.log(text.slice(0, end));
  clock.destroy();
});
setTimeout(() => {}, 1000);
