import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { channelProblems } from '../../plugin-kit/conformance/channel-conformance.ts';
import { channels } from './index.ts';

describe('the registry of channels', () => {
  it('is the list of folders', () => {
    const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
      .map(({ name }) => name);
    expect(channels.map(({ kind }) => kind).sort()).toEqual(folders.sort());
  });

  for (const channel of channels) {
    it(`${channel.kind} is declared in full and renders whatever comes`, () => {
      expect(channelProblems(channel)).toEqual([]);
    });
  }
});
