// Puts a list in order: dragged by its handle with mouse or finger, or moved by keys and buttons.
import { useCallback, useEffect, useRef, useState } from "react";

const EDGE = 72;
const PACE = 14;

const clamp = (value, most) => Math.max(0, Math.min(most, value));

// While a row is dragged nothing changes its place on the page: rows are only painted elsewhere, so
// the finger never loses what it holds.
export function useDrag(count, onMove) {
  const [drag, setDrag] = useState(null);
  const held = useRef(null);
  const begin = useCallback(
    (event, from) => {
      if (event.button) return;
      event.preventDefault();
      const row = event.currentTarget.closest("li");
      held.current = { from, height: row.offsetHeight, start: event.clientY + scrollY, y: event.clientY };
      setDrag({ from, to: from, by: 0, height: row.offsetHeight });
    },
    [],
  );
  useEffect(() => {
    if (!drag) return undefined;
    const follow = () => {
      const { from, height, start, y } = held.current;
      const by = y + scrollY - start;
      setDrag({ from, by, height, to: clamp(from + Math.round(by / height), count - 1) });
    };
    const move = (event) => {
      held.current.y = event.clientY;
      follow();
    };
    const scroll = setInterval(() => {
      const { y } = held.current;
      const by = y < EDGE ? -PACE : y > innerHeight - EDGE ? PACE : 0;
      if (by) {
        scrollBy(0, by);
        follow();
      }
    }, 16);
    const drop = () => {
      setDrag(null);
      if (drag.to !== drag.from) onMove(drag.from, drag.to);
    };
    const leave = (event) => (event.type === "pointercancel" || event.key === "Escape") && setDrag(null);
    const all = { pointermove: move, pointerup: drop, pointercancel: leave, keydown: leave };
    for (const [name, act] of Object.entries(all)) addEventListener(name, act);
    return () => {
      clearInterval(scroll);
      for (const [name, act] of Object.entries(all)) removeEventListener(name, act);
    };
  }, [drag, count, onMove]);
  return { drag, begin };
}

// Where a row is painted meanwhile.
export function place(drag, index) {
  if (!drag) return undefined;
  const { from, to, by, height } = drag;
  if (index === from) return { transform: `translateY(${by}px)`, position: "relative", zIndex: 10, background: "var(--surface)" };
  const shift = index > from && index <= to ? -height : index < from && index >= to ? height : 0;
  return { transform: `translateY(${shift}px)`, transition: "transform 150ms" };
}

export function moved(list, from, to) {
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
