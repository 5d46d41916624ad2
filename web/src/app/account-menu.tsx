import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useGo } from '../ui/link.tsx';
import { sentence } from '../ui/words.ts';
import { useAct } from './act.tsx';
import { paths } from './paths.ts';
import { useProfile, useSignOut } from './session.ts';

const schemes = [
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'auto', label: 'As the system' },
] as const;

export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const profile = useProfile();
  const go = useGo();
  const signOut = useSignOut();
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const change = useAct('switchOrganization', {
    after: () => {
      // Nothing of the other organisation may stay on the screen.
      client.clear();
      window.location.assign(paths.dashboard());
    },
  });
  const tick = (shown: boolean) =>
    shown ? <IconCheck size={14} aria-hidden /> : <span style={{ width: 14 }} />;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon variant="default" size={32} radius="xl" aria-label={`Account of ${profile.email}`}>
          <IconUser size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {profile.name === '' ? profile.email : `${profile.name} · ${profile.email}`}
          <br />
          {sentence(profile.role)} of {profile.organization.name}
        </Menu.Label>
        <Menu.Item onClick={() => go(paths.profile())}>Profile and password</Menu.Item>
        <Menu.Item onClick={onKeys}>Keys</Menu.Item>
        {profile.organizations.length > 1 ? (
          <>
            <Menu.Divider />
            <Menu.Label>Organisation</Menu.Label>
            {profile.organizations.map((organization) => (
              <Menu.Item
                key={organization.id}
                leftSection={tick(organization.id === profile.organization.id)}
                onClick={() => change.mutate({ body: { organization_id: organization.id } })}
              >
                {organization.name}
              </Menu.Item>
            ))}
          </>
        ) : null}
        <Menu.Divider />
        <Menu.Label>Appearance</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme.id}
            leftSection={tick(colorScheme === scheme.id)}
            onClick={() => setColorScheme(scheme.id)}
          >
            {scheme.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
