// The program behind `npm start`. Only the check of Node stands here, so that an old Node can still read it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`需要 Node.js 20.19 或更高版本，当前是 ${process.versions.node}。`);
  console.error(`  Node.js 20.19 or later is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
const { start } = await import('./starting.mjs');
await start();
