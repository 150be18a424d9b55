// Covers of books: our copy of the picture, and below it, for books without one or until it comes,
// a cover set from the title and the author. The same book always gets the same colours.
import { useEffect, useMemo, useState } from "react";

const CLOTHS = [
  ["#2F3E46", "#F1E9DA", "#DDA437"],
  ["#5B2A2E", "#F5E6D3", "#E0B15E"],
  ["#E7DCC8", "#3A2F25", "#9A6412"],
  ["#26384F", "#EAE6DC", "#C9A45C"],
  ["#3F4A36", "#EFEAD8", "#D9B25F"],
  ["#D9C7B0", "#402A1E", "#8A3B2A"],
  ["#4A3550", "#F1E7EC", "#E2A6B8"],
  ["#C9D3D0", "#22333B", "#1F776F"],
  ["#7A3B1E", "#FBEFDD", "#F0C871"],
  ["#1F2A37", "#E6EAEF", "#8FB8C9"],
];
const WIDE = 100;
const TALL = 150;
const EDGE = 11;

function seedOf(text) {
  let seed = 2166136261;
  for (const letter of text) seed = Math.imul(seed ^ letter.codePointAt(0), 16777619);
  return seed >>> 0;
}

// About how wide a letter is, as a share of its height: good enough to break lines by.
function widthOf(letter) {
  if (/[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{1faff}]/u.test(letter)) return 0.96;
  if (/[MWmw@]/.test(letter)) return 0.86;
  if (/[A-Z0-9]/.test(letter)) return 0.64;
  return /[ilIjtfr.,:;'!|() ]/.test(letter) ? 0.32 : 0.52;
}

const lengthOf = (text) => [...text].reduce((sum, letter) => sum + widthOf(letter), 0);

function linesOf(text, room) {
  const lines = [""];
  for (const word of text.split(/(?<=\s)/u)) {
    const last = lines.length - 1;
    if (lengthOf(lines[last] + word.trimEnd()) <= room) lines[last] += word;
    else if (lengthOf(word) <= room) lines.push(word);
    else
      for (const letter of word) {
        if (lengthOf(lines[lines.length - 1] + letter) > room) lines.push("");
        lines[lines.length - 1] += letter;
      }
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

// As large as it goes without breaking a word that is written in one piece; Korean breaks anywhere.
function setIn(text, sizes, most) {
  const room = (size) => (WIDE - 2 * EDGE) / size;
  const longest = Math.max(...text.split(/\s+/).map((word) => (/[a-z]/i.test(word) ? lengthOf(word) : 0)));
  for (const size of sizes) {
    if (longest > room(size)) continue;
    const lines = linesOf(text, room(size));
    if (lines.length <= most(size)) return { size, lines };
  }
  const size = sizes[sizes.length - 1];
  const lines = linesOf(text, room(size)).slice(0, most(size));
  lines[lines.length - 1] = `${lines[lines.length - 1].slice(0, -1)}…`;
  return { size, lines };
}

function Ornament({ kind, ink }) {
  const disc = <circle cx="50" cy="94" r="11" fill={ink} />;
  if (kind === 0) return disc;
  if (kind === 1) return <path d="M55 83a12 12 0 1 0 0 22 9.5 9.5 0 0 1 0-22z" fill={ink} />;
  if (kind === 2) return <path d="M20 98h60M20 93h60M20 88h60" stroke={ink} strokeWidth="0.9" />;
  return (
    <g fill="none" stroke={ink} strokeWidth="0.9">
      <circle cx="50" cy="94" r="11" />
      <circle cx="50" cy="94" r="6.5" />
    </g>
  );
}

export function PlainCover({ title, author }) {
  const { cloth, kind, name, by } = useMemo(() => {
    const seed = seedOf(`${title}|${author}`);
    return {
      cloth: CLOTHS[seed % CLOTHS.length],
      kind: (seed >>> 8) % 4,
      name: setIn(title || "·", [17, 15, 13, 11, 9.5], (size) => Math.floor(64 / (size * 1.22))),
      by: setIn(author || "", [8], () => 2),
    };
  }, [title, author]);
  const [ground, ink, accent] = cloth;
  return (
    <svg viewBox={`0 0 ${WIDE} ${TALL}`} aria-hidden className="absolute inset-0 size-full" data-plain-cover>
      <rect width={WIDE} height={TALL} fill={ground} />
      <rect width="4" height={TALL} fill="#000" opacity="0.14" />
      <rect x="6.5" y="5.5" width={WIDE - 12} height={TALL - 11} fill="none" stroke={accent} strokeWidth="0.7" opacity="0.75" />
      <g fontFamily="var(--font-said)" fill={ink}>
        {name.lines.map((line, index) => (
          <text key={index} x={EDGE + 1} y={14 + name.size * 0.85 + index * name.size * 1.22} fontSize={name.size} fontWeight="500">
            {line}
          </text>
        ))}
        {by.lines.map((line, index) => (
          <text key={index} x={EDGE + 1} y={TALL - 14 - (by.lines.length - 1 - index) * 10} fontSize="8" opacity="0.9">
            {line}
          </text>
        ))}
      </g>
      <Ornament kind={kind} ink={accent} />
    </svg>
  );
}

// `width` in CSS pixels; without it the cover is as wide as its place.
export function BookCover({ title = "", author = "", src = "", width, label = "", className = "" }) {
  const [state, setState] = useState("waiting");
  useEffect(() => setState("waiting"), [src]);
  const seen = (node) => node?.complete && node.naturalWidth > 1 && setState("there");
  return (
    <span
      role={label ? "img" : undefined}
      aria-label={label || undefined}
      aria-hidden={label ? undefined : true}
      data-cover={src && state === "there" ? "picture" : "plain"}
      className={`relative block aspect-[2/3] flex-none overflow-hidden rounded-[3px] bg-sunken shadow-[0_1px_3px_rgb(0_0_0/0.25)] ${className}`}
      style={width ? { width } : undefined}
    >
      <PlainCover title={title} author={author} />
      {src && state !== "gone" && (
        <img
          ref={seen}
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          onLoad={(event) => setState(event.currentTarget.naturalWidth > 1 ? "there" : "gone")}
          onError={() => setState("gone")}
          className={`absolute inset-0 size-full object-cover transition-opacity duration-200 ${state === "there" ? "" : "opacity-0"}`}
        />
      )}
    </span>
  );
}
