export function isRecent(): boolean;
export function recentNode(): string | null;
export function runOnRecentNode(program: string, parameters: readonly string[]): void;
