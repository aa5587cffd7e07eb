// Builds the page for Maven, and only what changed: node package-page.mjs build FOLDER | test
// Dependencies are installed again when package-lock.json changed, the page is built again when an input changed; a build
// is kept under node_modules/.cache, so that after `mvn clean` it is copied.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'page');

function filesOf(path) {
  const all = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return all.flatMap((entry) =>
    entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)],
  );
}

function hash(...paths) {
  const digest = createHash('sha256');
  for (const path of paths) {
    digest.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  return digest.digest('hex').slice(0, 24);
}

const inputs = (...folders) =>
  hash(
    ...['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'index.html'].map((name) => join(root, name)),
    ...folders.flatMap((folder) => filesOf(join(root, folder))),
  );

function stamp(name) {
  const file = join(cache, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function setStamp(name, value) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, name), value);
}

function run(command, ...args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

function tool(name, ...args) {
  run(process.execPath, join(root, 'node_modules', ...name.split('/')), ...args);
}

function install() {
  const lock = hash(join(root, 'package-lock.json'), join(root, 'package.json'));
  if (stamp('installed') !== lock) {
    run('npm', 'ci', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--loglevel=error');
    setStamp('installed', lock);
  }
}

function build(target) {
  const wanted = inputs('src', 'public');
  const built = join(cache, 'dist');
  if (stamp('built') !== wanted) {
    tool('typescript/bin/tsc', '--noEmit');
    tool('vite/bin/vite.js', 'build', '--outDir', built, '--emptyOutDir', '--logLevel', 'warn');
    setStamp('built', wanted);
  }
  const copied = join(target, '..', 'page.sha256');
  if (!existsSync(copied) || readFileSync(copied, 'utf8') !== wanted) {
    rmSync(join(target, 'assets'), { recursive: true, force: true });
    cpSync(built, target, { recursive: true });
    writeFileSync(copied, wanted);
  }
}

function test() {
  const wanted = inputs('src', 'test');
  if (stamp('tested') !== wanted) {
    tool('vitest/vitest.mjs', 'run');
    setStamp('tested', wanted);
  }
}

const [task, folder] = process.argv.slice(2);
install();
if (task === 'build' && folder) {
  build(resolve(folder));
} else if (task === 'test') {
  test();
} else {
  throw new Error('node package-page.mjs build FOLDER | test');
}
