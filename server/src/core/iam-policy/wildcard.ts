/**
 * Patterns of policies: `*` stands for any text, also none and also with slashes and colons; `?` for one character.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * Walks along both texts with one point to return to: no pattern can make it slow.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return glob(pattern, text, false);
}

/**
 * True when the pattern matches everything that `other` (a pattern too) matches. Never wrongly true; false in rare
 * cases of odd wildcards where the answer would be yes.
 */
export function coversPattern(pattern: string, other: string): boolean {
  return pattern === '*' || pattern === other || glob(pattern, other, true);
}

const star = 42;
const questionMark = 63;

function glob(pattern: string, text: string, textIsPattern: boolean): boolean {
  let at = 0;
  let inText = 0;
  let starAt = -1;
  let textAtStar = 0;
  while (inText < text.length) {
    const wanted = at < pattern.length ? pattern.charCodeAt(at) : -1;
    const found = text.charCodeAt(inText);
    if (wanted === star) {
      starAt = at;
      textAtStar = inText;
      at++;
    } else if (wanted === found || (wanted === questionMark && !(textIsPattern && found === star))) {
      at++;
      inText++;
    } else if (starAt >= 0) {
      textAtStar++;
      at = starAt + 1;
      inText = textAtStar;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(at) === star) at++;
  return at === pattern.length;
}

/** True when some text matches both patterns. */
export function patternsOverlap(left: string, right: string): boolean {
  // reachable[j]: what is behind us of `left` and the first j characters of `right` can be the same text.
  let reachable: boolean[] = [true];
  for (let j = 0; j < right.length; j++) reachable.push(reachable[j] === true && right[j] === '*');
  for (const wanted of left) {
    const next: boolean[] = [wanted === '*' && reachable[0] === true];
    for (let j = 0; j < right.length; j++) {
      const found = right[j];
      const before = reachable[j] === true;
      const isSame = wanted === found || wanted === '?' || found === '?';
      const eitherStar = wanted === '*' || found === '*';
      next.push(eitherStar ? next[j] === true || reachable[j + 1] === true : before && isSame);
    }
    reachable = next;
  }
  return reachable[right.length] === true;
}
