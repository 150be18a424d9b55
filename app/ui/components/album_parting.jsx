// Lets pictures go out of their sets, and says first what goes with them.
import { useState } from "react";
import { useWords } from "../../words/words.js";
import { announce, ask } from "./asking.jsx";
import { Ask } from "./sheet.jsx";

function wordsOf(say, { pictures, takes, links, redoing, returned, days }) {
  return [
    takes > pictures && say("albums.part_takes", { n: takes }),
    links > 0 && say("albums.part_links", { n: links }),
    redoing > 0 && say("albums.part_redoing", { n: returned }),
    days > 0 ? say("albums.part_days", { n: days }) : say("albums.delete_now"),
    say("albums.part_stays"),
  ];
}

export function Parting({ ids, onGone, disabled = false }) {
  const say = useWords();
  const [going, setGoing] = useState(null);
  const [lost, setLost] = useState(false);
  const path = `/api/ai/pictures`;
  const query = `?ids=${ids.join()}`;
  const look = async () => {
    setGoing(null);
    const { told } = await ask(`${path}/deletion${query}`);
    setLost(!told);
    setGoing(told ?? null);
  };
  const part = async () => {
    const { problem } = await ask(path + query, "DELETE");
    if (problem) return announce("albums.trouble");
    return onGone(ids);
  };
  const body = going ? wordsOf(say, going).filter(Boolean).join(" ") : lost ? say("albums.trouble") : "\u00a0";
  return <Ask act="part" icon="trash" variant="icon" label={say("albums.part", { n: ids.length })} title={say("albums.part_title", { n: ids.length })} body={body} yes={say("albums.part_yes")} disabled={disabled} ready={!!going} onOpen={look} onYes={part} />;
}
