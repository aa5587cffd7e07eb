/** The packaged program as a test drives it: commands, and a server that can be killed and started again. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** @param command the program and its first arguments, a JSON array of text */
export class Program {
  constructor(command) {
    this.command = JSON.parse(command);
  }

  /** Runs a command to its end; `input` goes to its standard input. */
  run(args, input = '') {
    const process = this.start(args, ['pipe', 'pipe', 'pipe']);
    let output = '';
    let errors = '';
    process.stdout.on('data', (data) => (output += data));
    process.stderr.on('data', (data) => (errors += data));
    process.stdin.end(input);
    return new Promise((resolve, reject) => {
      process.on('error', reject);
      process.on('close', (code) => resolve({ code, output, errors }));
    });
  }

  /** As {@link run}, for what must succeed. */
  async done(args, input = '') {
    const ended = await this.run(args, input);
    if (ended.code !== 0) throw new Error(`isocenter ${args.slice(0, 2).join(' ')} ended with ${ended.code}: ${ended.errors}`);
    return ended.output;
  }

  /** Starts the server and waits until it answers. */
  async serve(port) {
    const process = this.start(['serve', '--port', String(port)], 'ignore');
    const ended = new Promise((resolve) => process.on('exit', resolve));
    for (let i = 0; i < 600; i++) {
      if (process.exitCode !== null) throw new Error(`the server ended with ${process.exitCode}`);
      if (await fetch(`http://127.0.0.1:${port}/api/session`).then(() => true, () => false)) {
        const end = (signal) => {
          process.kill(signal);
          return ended;
        };
        return { url: `http://127.0.0.1:${port}/`, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    process.kill('SIGKILL');
    throw new Error('the server did not answer within a minute');
  }

  start(args, stdio) {
    return spawn(this.command[0], [...this.command.slice(1), ...args], { stdio });
  }
}

/** A port that nobody uses now. */
export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
