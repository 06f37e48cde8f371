"""The labels of figures, in English and Japanese."""

_WORDS = {
    "parameter": {"en": "parameter t", "ja": "パラメータ t"},
    "loss": {"en": "loss function E", "ja": "損失関数 E"},
    "previous": {"en": "previous t", "ja": "更新前の t"},
    "next": {"en": "next t", "ja": "更新後の t"},
    "iteration": {"en": "iteration {n}", "ja": "反復 {n} 回目"},
    "iterations": {"en": "iteration", "ja": "反復"},
    "lr": {"en": "learning rate", "ja": "学習率"},
    "final loss": {"en": "loss after {n} updates", "ja": "{n} 回更新した後の損失"},
    "minimum": {"en": "minimum", "ja": "最小点"},
    "class": {"en": "class {y}", "ja": "クラス {y}"},
    "rate": {"en": "learning rate {lr:g}", "ja": "学習率 {lr:g}"},
    "falls": {"en": "slope < 0: increase t", "ja": "傾き < 0：t を増やす"},
    "rises": {"en": "slope > 0: decrease t", "ja": "傾き > 0：t を減らす"},
    "data": {"en": "data", "ja": "データ"},
    "residual": {"en": "residual", "ja": "残差"},
    "start": {"en": "start", "ja": "出発点"},
    "after": {"en": "after {n} updates", "ja": "{n} 回更新した後"},
    "its slope": {"en": "its slope", "ja": "その傾き"},
    "neuron input": {"en": "input z of the neuron", "ja": "ニューロンへの入力 z"},
    "neuron output": {"en": "output of the neuron", "ja": "ニューロンの出力"},
    "inputs": {"en": "inputs", "ja": "入力層"},
    "hidden layer": {"en": "hidden layer {n}", "ja": "隠れ層 {n}"},
    "outputs": {"en": "outputs", "ja": "出力層"},
    "above zero": {"en": "above 0", "ja": "正"},
    "below zero": {"en": "below 0", "ja": "負"},
    "variable": {"en": "variable", "ja": "変数"},
    "value": {"en": "value {value:.3g}", "ja": "値 {value:.3g}"},
    "gradient": {"en": "grad {grad:.3g}", "ja": "勾配 {grad:.3g}"},
}

#: The languages that labels come in.
LANGUAGES = ("en", "ja")


def word(key: str, lang: str, **values: object) -> str:
    """Return a label in a language, with its values filled in.

    Args:
        key: which label.
        lang: one of `LANGUAGES`.
        values: what its placeholders stand for.

    Raises:
        ValueError: `lang` is none of `LANGUAGES`.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang must be one of {', '.join(LANGUAGES)}, got {lang!r}")
    return _WORDS[key][lang].format(**values)
