import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Answer, api, read } from './api.ts';

export type Profile = Answer<'getMe'>;
export type Permission = Profile['permissions'][number];

/** The signed-in person. Pages inside the frame may rely on it: the frame opens only when it is known. */
export function useProfile(): Profile {
  const { data } = useQuery({ ...read('getMe'), staleTime: 60_000 });
  if (data === undefined) throw new Error('A page of the frame was opened without a signed-in person.');
  return data;
}

/** Whether the role allows an act, and if not, the words that say so beside the disabled button. */
export function usePermission(permission: Permission): { allowed: boolean; reason: string | null } {
  const profile = useProfile();
  const allowed = profile.permissions.includes(permission);
  return {
    allowed,
    reason: allowed ? null : `Your role (${profile.role}) may not do this. Ask an owner or an administrator.`,
  };
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    // Also a session that the server has already forgotten is left.
    await api.call('logout').catch(() => undefined);
    client.clear();
    window.location.assign('/sign-in');
  };
}
