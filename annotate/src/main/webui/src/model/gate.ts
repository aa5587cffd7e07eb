import { Client } from '../api/client';
import { Problem } from '../api/problem';
import type { Session } from '../api/types';
import { Store } from './store';

export interface GateState {
  session: Session | null;
  /** The login dialog lies over the page. */
  asking: boolean;
  /** Whether there is a session has been asked. */
  ready: boolean;
}

/** Who is logged in. When the session ends, what is on the page stays and waits for the same person to log in again. */
export class Gate {
  readonly state = new Store<GateState>({ session: null, asking: false, ready: false });
  readonly client = new Client(() => this.again());
  private waiting: (() => void)[] = [];

  async start(): Promise<void> {
    try {
      this.state.set({ session: await this.client.session(), asking: false, ready: true });
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) {
        throw error;
      }
      this.state.set({ session: null, asking: true, ready: true });
    }
  }

  /** @returns false when somebody else logged in, who must not go on with this page */
  async logIn(user: string, password: string): Promise<boolean> {
    const before = this.state.get().session;
    const session = await this.client.logIn(user, password);
    if (before !== null && before.user !== session.user) {
      return false;
    }
    this.state.set({ session: before ?? session, asking: false, ready: true });
    this.waiting.splice(0).forEach((resume) => resume());
    return true;
  }

  private again(): Promise<void> {
    this.state.set({ ...this.state.get(), asking: true });
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
