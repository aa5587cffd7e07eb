import { Enums, cache, imageLoader } from '@cornerstonejs/core';
import type { Client } from '../api/client';
import { Offline, Problem, problemOf } from '../api/problem';

const { Interaction, Prefetch } = Enums.RequestType;

const loading = new Map<string, Promise<void>>();

/**
 * Fetches and decodes a picture into Cornerstone's cache, from where its viewports take it. Theirs alone would end a failure in an
 * event and in a rejection that nobody holds; here it is the caller's, as {@link Problem} or {@link Offline}.
 */
export async function load(client: Client, imageId: string, ahead = false): Promise<void> {
  for (;;) {
    try {
      return await once(imageId, ahead);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) {
        throw error;
      }
      await client.worklists(); // asks for the login
    }
  }
}

function once(imageId: string, ahead: boolean): Promise<void> {
  if (cache.getImageLoadObject(imageId)) {
    return Promise.resolve();
  }
  let under = loading.get(imageId);
  if (!under) {
    const options = ahead ? { priority: 10, requestType: Prefetch } : { priority: 0, requestType: Interaction };
    under = imageLoader
      .loadImage(imageId, options)
      .then(
        (image) => cache.putImageLoadObject(imageId, { promise: Promise.resolve(image) }),
        (failure: unknown) => {
          throw failure instanceof XMLHttpRequest ? refusal(failure) : failure;
        },
      )
      .finally(() => loading.delete(imageId));
    loading.set(imageId, under);
  }
  return under;
}

function refusal(request: XMLHttpRequest): Error {
  const { status, response } = request;
  return status === 0 ? new Offline() : problemOf(status, new TextDecoder().decode(response as ArrayBuffer));
}
