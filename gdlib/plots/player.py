"""A player for pictures that is complete in itself: no fonts, scripts or styles from elsewhere."""

import json
from base64 import b64encode
from collections.abc import Sequence
from uuid import uuid4

from gdlib.plots.words import word

_PLAYER = """
<div id="{id}" style="display:inline-block;max-width:100%;font:14px sans-serif">
<img alt="" style="display:block;max-width:100%">
<div style="display:flex;gap:4px">
<button type="button" name="back" title="{back}" aria-label="{back}">◂</button>
<button type="button" name="play" title="{play}" aria-label="{play}">▶</button>
<button type="button" name="forward" title="{forward}" aria-label="{forward}">▸</button>
<input type="range" aria-label="{frame}" min="0" max="{last}" value="0" style="flex:1">
</div></div>
<script>
{{
  const player = document.getElementById("{id}");
  const frames = {frames};
  const image = player.querySelector("img");
  const slider = player.querySelector("input");
  const play = player.querySelector("[name=play]");
  let timer = null;
  const show = (n) => {{
    slider.value = n;
    image.src = "data:image/png;base64," + frames[slider.valueAsNumber];
  }};
  const pause = () => {{ clearInterval(timer); timer = null; play.textContent = "▶"; }};
  const advance = () => {{
    if (slider.valueAsNumber === frames.length - 1 || !player.isConnected) pause();
    else show(slider.valueAsNumber + 1);
  }};
  const step = (by) => {{ pause(); show(slider.valueAsNumber + by); }};
  play.onclick = () => {{
    if (timer) return pause();
    if (slider.valueAsNumber === frames.length - 1) show(0);
    timer = setInterval(advance, {interval});
    play.textContent = "❚❚";
  }};
  player.querySelector("[name=back]").onclick = () => step(-1);
  player.querySelector("[name=forward]").onclick = () => step(1);
  slider.oninput = () => step(0);
  show(0);
}}
</script>
"""


def player_html(frames: Sequence[bytes], lang: str = "en", *, interval: int = 100) -> str:
    """Return HTML that plays PNG images, with buttons and a slider labelled in `lang`.

    Args:
        frames: PNG images, at least one.
        lang: "en" or "ja".
        interval: milliseconds a frame.
    """
    return _PLAYER.format(
        id=f"gdlib-{uuid4().hex}",
        frames=json.dumps([b64encode(frame).decode() for frame in frames]),
        last=len(frames) - 1,
        interval=interval,
        back=word("one step back", lang),
        play=word("play or pause", lang),
        forward=word("one step forward", lang),
        frame=word("frame", lang),
    )
