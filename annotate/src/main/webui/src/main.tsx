import { render } from 'preact';
import { Offline, messageOf } from './api/problem';
import { Gate } from './model/gate';
import './style.css';
import { App } from './ui/app';
import { Page } from './ui/Page';

const app = new App(new Gate());
const page = document.getElementById('page') as HTMLElement;

const AGAIN_AFTER = 3000;
let waiting: ReturnType<typeof setTimeout> | undefined;

async function start(): Promise<void> {
  clearTimeout(waiting);
  try {
    await app.gate.start();
    render(<Page app={app} />, page);
  } catch (error) {
    render(
      <main class="centre" role="alert">
        <p>{messageOf(error)}</p>
        <button type="button" class="primary" onClick={() => void start()}>Try again</button>
      </main>,
      page,
    );
    if (error instanceof Offline) {
      waiting = setTimeout(() => void start(), AGAIN_AFTER);
    }
  }
}

void start();
