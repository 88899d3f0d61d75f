require('net').createServer((s) => s.end('hi\n')).listen(Number(process.argv[2]), '127.0.0.1');
