import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent, Ref } from 'react';

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & {
  href: string;
  replace?: boolean;
  ref?: Ref<HTMLAnchorElement>;
};

/** A real link that the router follows; a modified click still opens a tab. */
export function Link({ href, replace = false, onClick, ...rest }: Props) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void router.navigate({ href, replace });
  };
  return <a href={href} onClick={follow} {...rest} />;
}

/** The link that names a row: it looks like the text of the row. */
export function RowLink(props: Props) {
  return <Link {...props} style={{ color: 'inherit', fontWeight: 500, overflowWrap: 'break-word' }} />;
}

/** Goes to an address of the app from code. */
export function useGo(): (href: string, options?: { replace?: boolean }) => void {
  const router = useRouter();
  return (href, options) => void router.navigate({ href, replace: options?.replace ?? false });
}

/** For links that cannot be a `Link`, such as the parts of a drawing; a modified click still opens a tab. */
export function useFollow(): (event: MouseEvent, href: string) => void {
  const go = useGo();
  return (event, href) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
}
