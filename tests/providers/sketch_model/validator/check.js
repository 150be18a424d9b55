// Says what Khronos' validator finds in each of the files it is given.
const fs = require("fs");
const { validateBytes } = require("gltf-validator");

const settings = { maxIssues: 50, writeTimestamp: false };
Promise.all(
  process.argv.slice(2).map(async (path) => {
    const report = await validateBytes(new Uint8Array(fs.readFileSync(path)), settings);
    return [path, report.issues];
  }),
).then((found) => console.log(JSON.stringify(Object.fromEntries(found))));
