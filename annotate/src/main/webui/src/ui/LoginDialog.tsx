import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Problem, messageOf } from '../api/problem';
import type { App } from './app';
import { Dialog } from './Dialog';

export function LoginDialog({ app }: { app: App }): JSX.Element {
  const [trouble, setTrouble] = useState('');
  const [busy, setBusy] = useState(false);
  const user = app.gate.state.get().session?.user;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    try {
      if (!(await app.gate.logIn(String(form.get('user')), String(form.get('password'))))) {
        location.hash = '#/';
        location.reload();
      }
    } catch (error) {
      setTrouble(
        error instanceof Problem && error.status === 401 ? 'User or password is wrong.' : messageOf(error),
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={user ? 'The session ended: log in again' : 'Log in'} testId="login">
      {user && <p>Nothing is lost: what you were doing goes on afterwards.</p>}
      <form onSubmit={(event) => void submit(event)}>
        <label>
          User
          <input name="user" required autoComplete="username" defaultValue={user ?? ''} data-testid="login-user" />
        </label>
        <label>
          Password
          <input name="password" type="password" required autoComplete="current-password" data-testid="login-password" />
        </label>
        <p role="alert" class="trouble" data-testid="login-trouble">{trouble}</p>
        <button type="submit" class="primary" disabled={busy} data-testid="login-submit">Log in</button>
      </form>
    </Dialog>
  );
}
