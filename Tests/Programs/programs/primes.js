const found = [];
for (let n = 2; found.length < 500; n++) if (found.every((p) => n % p)) found.push(n);
console.log(found[499], process.argv.length);
