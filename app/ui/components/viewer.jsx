// A model to look at from all sides. The viewer is fetched only where a model is shown; until it is
// there, and until the model is, its picture stands in its place.
import { useCallback, useEffect, useRef, useState } from "react";
import { useWords } from "../../words/words.js";
import { Icon } from "./icons.jsx";
import { Disc } from "./moon.jsx";

const DECODERS = "/decoders";
// A little from the side and from above, with room around.
const FROM = "28deg 76deg 112%";
const VIEWS = ["front", "back", "left", "right", "upper-front", "upper-back", "upper-left", "upper-right", "lower-front", "lower-back", "lower-left", "lower-right"];
const WIRED = new WeakSet();

export const fileOf = (id) => `/api/assets/${id}/file?stream=1`;
export const pictureOf = (file) => (file.meta.thumbnail ? `/api/assets/${file.id}/thumb` : "");

// What unpacks compressed models comes from this site, too.
async function bring() {
  const { ModelViewerElement } = await import("@google/model-viewer");
  ModelViewerElement.dracoDecoderLocation = `${DECODERS}/draco/`;
  ModelViewerElement.ktx2TranscoderLocation = `${DECODERS}/basis/`;
}

// The viewer has no word of its own for this: its scene is three.js, under a private name.
function sceneOf(node) {
  const name = Object.getOwnPropertySymbols(node ?? {}).find((each) => each.description === "scene");
  return name ? node[name] : null;
}

function showWires(node, on) {
  const scene = sceneOf(node);
  if (!scene || (!on && !WIRED.has(scene))) return;
  WIRED.add(scene);
  // The model alone: its shadow is no part of it.
  (scene.model ?? scene).traverse((part) => {
    for (const material of [part.material ?? []].flat()) {
      if ("wireframe" in material) material.wireframe = on;
    }
  });
  scene.queueRender?.();
}

// What the viewer says aloud comes from a landmark of its own, which has one English name for all of
// them: two beside each other could not be told apart.
function nameSpeaker(node, name) {
  node?.shadowRoot?.querySelector("[role=region]")?.setAttribute("aria-label", name);
}

// How the viewer says from where one looks, to those who hear it.
const spoken = (say) =>
  JSON.stringify({ ...Object.fromEntries(VIEWS.map((view) => [view, say(`view.${view}`)])), "interaction-prompt": say("viewer.hint") });

export function Viewer({ src, poster, title, turns = false, wires = false, onNode, ar = false }) {
  const say = useWords();
  const node = useRef(null);
  const [state, setState] = useState("loading");
  const [share, setShare] = useState(0);
  const [tries, setTries] = useState(0);
  const name = say("viewer.alt", { title });
  useEffect(() => {
    bring()
      .then(() => nameSpeaker(node.current, name))
      .catch(() => setState("failed"));
  }, [src, tries, name]);
  useEffect(() => {
    const it = node.current;
    if (!it) return undefined;
    const heard = {
      load: () => setState("there"),
      error: () => setState("failed"),
      progress: (event) => setShare(event.detail.totalProgress),
    };
    setState(it.loaded ? "there" : "loading");
    Object.entries(heard).forEach(([name, does]) => it.addEventListener(name, does));
    return () => Object.entries(heard).forEach(([name, does]) => it.removeEventListener(name, does));
  }, [src, tries]);
  useEffect(() => {
    if (state === "there") showWires(node.current, wires);
  }, [wires, state]);
  useEffect(() => {
    if (state === "there") onNode?.(node.current);
  }, [state, onNode]);
  return (
    <div className="model-stage relative size-full" data-viewer={state}>
      <model-viewer
        key={`${src} ${tries}`}
        ref={node}
        src={src}
        alt={name}
        a11y={spoken(say)}
        camera-controls=""
        touch-action="pan-y"
        interaction-prompt="none"
        shadow-intensity="0.9"
        shadow-softness="1"
        tone-mapping="neutral"
        environment-image="neutral"
        camera-orbit={FROM}
        auto-rotate={turns ? "" : undefined}
        auto-rotate-delay="0"
        ar={ar ? "" : undefined}
        ar-modes="webxr quick-look"
        style={{ width: "100%", height: "100%", backgroundColor: "transparent", "--poster-color": "transparent" }}
      >
        <div slot="poster" className="absolute inset-0 grid place-items-center">
          {poster ? <img src={poster} alt="" className="size-full object-contain p-3" /> : <Disc size={72} phase={0.4} />}
        </div>
        <div slot="progress-bar" />
        {ar && (
          <button type="button" slot="ar-button" className="button button-plain absolute bottom-3 right-3" data-act="ar">
            <Icon name="cube" />
            {say("viewer.ar")}
          </button>
        )}
      </model-viewer>
      {state === "loading" && (
        <div role="progressbar" aria-label={say("viewer.loading")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} className="pointer-events-none absolute inset-x-0 bottom-0 h-0.5 bg-line">
          <div className="h-full bg-model transition-[width]" style={{ width: `${share * 100}%` }} />
        </div>
      )}
      {state === "failed" && (
        <div role="alert" className="absolute inset-x-3 bottom-3 flex flex-wrap items-center justify-between gap-2 rounded-card border border-line bg-surface px-4 py-2">
          <p className="py-2">{say("viewer.failed")}</p>
          <button type="button" className="button button-plain" onClick={() => (setState("loading"), setTries(tries + 1))}>
            {say("act.retry")}
          </button>
        </div>
      )}
    </div>
  );
}

// Whoever turns one turns the other: the same side, as near in proportion to its size.
function useOneCamera(nodes) {
  useEffect(() => {
    const [a, b] = nodes;
    if (!a || !b) return undefined;
    const far = new Map([a, b].map((it) => [it, it.getCameraOrbit().radius]));
    const follow = (me, other) => (event) => {
      if (event.detail?.source !== "user-interaction") return;
      const { theta, phi, radius } = me.getCameraOrbit();
      other.cameraOrbit = `${theta}rad ${phi}rad ${(radius / far.get(me)) * far.get(other)}m`;
      other.fieldOfView = `${me.getFieldOfView()}deg`;
      other.jumpCameraToGoal();
    };
    const [fromA, fromB] = [follow(a, b), follow(b, a)];
    a.addEventListener("camera-change", fromA);
    b.addEventListener("camera-change", fromB);
    return () => {
      a.removeEventListener("camera-change", fromA);
      b.removeEventListener("camera-change", fromB);
    };
  }, nodes);
}

const upright = (node) => {
  if (!node) return;
  node.cameraOrbit = FROM;
  node.fieldOfView = "auto";
  node.resetTurntableRotation?.();
  node.jumpCameraToGoal();
};

function Tools({ wires, setWires, turns, setTurns, onReset, children }) {
  const say = useWords();
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2" role="group" aria-label={say("viewer.tools")}>
      <button type="button" className="chip gap-2" aria-pressed={turns} onClick={() => setTurns(!turns)} data-act="turn">
        <Icon name="again" size={16} /> {say("viewer.turn")}
      </button>
      <button type="button" className="chip gap-2" aria-pressed={wires} onClick={() => setWires(!wires)} data-act="wires">
        <Icon name="wires" size={16} /> {say("viewer.wires")}
      </button>
      <button type="button" className="chip gap-2" onClick={onReset} data-act="reset">
        <Icon name="back" size={16} /> {say("viewer.reset")}
      </button>
      {children}
    </div>
  );
}

function useTools() {
  const [wires, setWires] = useState(false);
  const [turns, setTurns] = useState(false);
  return { wires, setWires, turns, setTurns };
}

// Two models with one camera.
export function Pair({ pieces, children }) {
  const [nodes, setNodes] = useState([null, null]);
  const tools = useTools();
  const keep = useRef([0, 1].map((at) => (node) => setNodes((was) => was.map((old, i) => (i === at ? node : old))))).current;
  useOneCamera(nodes);
  return (
    <div data-pair={nodes.every(Boolean) || undefined}>
      <div className="grid grid-cols-2 gap-2 min-[640px]:gap-4">
        {pieces.map((piece, at) => (
          <figure key={piece.id} className="min-w-0">
            <div className="card aspect-[3/4] overflow-hidden min-[640px]:aspect-square">
              <Viewer src={fileOf(piece.id)} poster={piece.picture} title={piece.name} onNode={keep[at]} wires={tools.wires} turns={tools.turns} />
            </div>
            <figcaption className="mt-2 truncate text-center font-medium">{piece.name}</figcaption>
          </figure>
        ))}
      </div>
      <Tools {...tools} onReset={() => nodes.forEach(upright)}>
        {children}
      </Tools>
    </div>
  );
}

// The model of a page; beside another take of it, if there are several.
export function ModelStage({ shown, takes }) {
  const say = useWords();
  const [node, setNode] = useState(null);
  const [other, setOther] = useState(null);
  const tools = useTools();
  const kept = useCallback((it) => setNode(it), []);
  const beside = takes.find((take) => take.id === other && take.id !== shown.id);
  const named = (take) => say("history.take", { n: take.number });
  const rest = takes.filter((take) => take.id !== shown.id);
  const compare = rest.length > 0 && (
    <label className="flex items-center gap-2">
      <span className="text-13 text-quiet">{say("viewer.beside")}</span>
      <select className="field w-auto" value={beside?.id ?? ""} onChange={(event) => setOther(event.target.value || null)} data-act="beside">
        <option value="">{say("viewer.alone")}</option>
        {rest.map((take) => (
          <option key={take.id} value={take.id}>
            {named(take)}
          </option>
        ))}
      </select>
    </label>
  );
  if (beside) {
    const pieces = [shown, beside].map((take) => ({ id: take.id, picture: take.picture, name: named(take) }));
    return <Pair pieces={pieces}>{compare}</Pair>;
  }
  return (
    <>
      <div className="card aspect-square overflow-hidden min-[640px]:aspect-[16/10]">
        <Viewer src={fileOf(shown.id)} poster={shown.picture} title={shown.title} onNode={kept} wires={tools.wires} turns={tools.turns} ar />
      </div>
      <Tools {...tools} onReset={() => upright(node)}>
        {compare}
      </Tools>
      <p className="mt-2 text-13 text-quiet">{say("viewer.hint")}</p>
    </>
  );
}
