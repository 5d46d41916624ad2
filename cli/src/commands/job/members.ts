import type { Api } from '../../api.ts';
import { closest } from '../../command.ts';
import { usage } from '../../errors.ts';

/** Ids of members that were named by id or address, separated by commas. */
export async function membersOf(api: Api, flag: string, named: string): Promise<number[]> {
  const words = named
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.every((word) => /^\d+$/.test(word))) return words.map(Number);
  const { members } = await api.call('getTeam');
  return words.map((word) => {
    if (/^\d+$/.test(word)) return Number(word);
    const member = members.find(({ email }) => email.toLowerCase() === word.toLowerCase());
    if (member !== undefined) return member.user_id;
    const near = closest(
      word,
      members.map(({ email }) => email),
    );
    throw usage(
      `${flag}: ${word} is no member`,
      near === undefined
        ? `Members are ${members.map(({ email }) => email).join(', ')}.`
        : `Did you mean ${near}?`,
    );
  });
}
