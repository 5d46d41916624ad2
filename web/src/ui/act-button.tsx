import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { type Permission, usePermission, useProfile } from '../app/session.ts';

type Props = ButtonProps & {
  permission: Permission;
  /** Any other reason why the act is not possible now. */
  blocked?: string | null;
  onClick: () => void;
  children: ReactNode;
};

/** Acts that stand in every row or card: who may not do them sees none, and reads why once (`LookOnly`). */
export function OnlyWith({ permission, children }: { permission: Permission; children: ReactNode }) {
  return usePermission(permission).allowed ? children : null;
}

/** One line above what can be looked at only. */
export function LookOnly({ permission }: { permission: Permission }) {
  const { allowed } = usePermission(permission);
  const { role } = useProfile();
  if (allowed) return null;
  return (
    <p className="dim">
      You can look at this; your role ({role}) may not change it. Ask an owner or an administrator.
    </p>
  );
}

/** A button for an act: when the role may not, it is disabled and says why. The server decides all the same. */
export function ActButton({ permission, blocked = null, onClick, children, ...rest }: Props) {
  const { allowed, reason } = usePermission(permission);
  const why = allowed ? blocked : reason;
  const button = (
    <Button
      {...rest}
      // `aria-disabled` instead of `disabled`: the reason must be reachable by keyboard and hover.
      aria-disabled={why !== null || undefined}
      data-disabled={why !== null || undefined}
      onClick={() => {
        if (why === null) onClick();
      }}
    >
      {children}
    </Button>
  );
  return why === null ? button : <Tooltip label={why}>{button}</Tooltip>;
}
