"""What a plan says, as ready HTML: hundreds of cells, each of which would cost a template ten times as much.

Every word in it is escaped here, or comes from the Markdown of `portal.shared.markup`, which is safe whatever people wrote.
"""
from django.utils.html import conditional_escape as text
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from communities.choices import FieldKind
from portal.shared.markup import render_markdown
from portal.shared.ui.written import lines, pairs


def content_drawn(content, comment_url):
    """The sections of a PlanContent one below the other. `comment_url`: where one remarks on them, or ""."""
    said = SectionWriter(content.language, comment_url)
    sections = "\n".join([said.section(section) for section in content.sections])
    return SafeString(f'<div class="plan-content stack-wide">\n{sections}\n</div>')


class SectionWriter:
    """Writes sections of one plan for one reader. `language`: the plan's own."""

    def __init__(self, language, comment_url):
        self.lang = f' lang="{text(language)}"'
        self.url = text(comment_url) if comment_url else ""
        self.comment = text(pgettext("verb", "Comment")) if comment_url else ""

    def section(self, section):
        code, title = text(section.code), text(section.title)
        parts = [f'<section aria-labelledby="section-{code}">\n  <h2 id="section-{code}"{self.lang}>{title}</h2>']
        if self.url:
            parts.append(f'<p class="remark-link">{self.remark(f"?section={code}", title)}</p>')
        answered, unanswered = section.answered, section.unanswered
        rows = section.grid.rows if section.grid else ()
        if answered:
            answers = "".join([self.answer(code, question) for question in answered])
            parts.append(f'<dl class="facts"{self.lang}>{answers}</dl>')
        if rows:
            parts.append(self.grid(section.grid, title))
        parts += [f'<p class="note">{text(check.text)}</p>' for check in section.checks]
        if unanswered:
            asked = " ".join([self.question(code, question) for question in unanswered])
            not_answered = _("Not answered:")
            parts.append(f'<p class="missing-labels"><strong>{text(not_answered)}</strong> {asked}</p>')
        elif not answered and not rows:
            nothing_yet = _("Nothing here yet")
            parts.append(f'<p class="missing-labels">{text(nothing_yet)}</p>')
        parts.append("</section>")
        return "\n  ".join(parts)

    def remark(self, query, about, look=""):
        return f'<a{look} href="{self.url}{query}">{self.comment}<span class="visually-hidden">: {about}</span></a>'

    def place(self, code, question):
        return f"?section={code}&amp;cell={text(question.cell.name)}"

    def answer(self, code, question):
        label, cell = text(question.label), question.cell
        remark = f' {self.remark(self.place(code, question), label, LOOK)}' if self.url else ""
        said = f'<div class="prose">{render_markdown(cell.text)}</div>' if cell.kind == FieldKind.TEXT else lines(cell.shown)
        return f"<div><dt>{label}{remark}</dt><dd>{said}</dd></div>"

    def question(self, code, question):
        label = text(question.label)
        if self.url:
            label = f'<a href="{self.url}{self.place(code, question)}">{label}</a>'
        return f"<span{self.lang}>{label}</span>"

    def grid(self, grid, title):
        """A table; what has too many columns to be read side by side, row by row."""
        totals = f'<dl class="facts"{self.lang}>{pairs(grid.totals, "num")}</dl>' if grid.totals else ""
        if grid.is_wide:
            cards = "".join([
                f'<li class="card-quiet"><h3>{text(name)}</h3><dl class="facts">{pairs(said)}</dl></li>'
                for name, said in grid.cards
            ])
            return f'<ul class="row-cards"{self.lang}>{cards}</ul>{totals}'
        heads = [heading.label for heading in grid.headings] + list(grid.computed)
        heads = "".join([f'<th scope="col">{text(label)}</th>' for label in heads])
        rows = "".join([
            f"<tr>{''.join([f'<td>{lines(cell.shown)}</td>' for cell in line.cells])}"
            f"{''.join([f'<td class={NUM}>{text(said)}</td>' for said in line.computed])}</tr>\n"
            for line in grid.rows
        ])
        sums = "".join([f"<tr>{''.join([f'<td>{text(said)}</td>' for said in row])}</tr>" for row in grid.footer])
        foot = f"<tfoot>{sums}</tfoot>" if sums else ""
        table = text(_("Table"))
        return (
            f'<div class="table-scroll" tabindex="0" role="region" aria-label="{table}: {title}"{self.lang}>\n'
            f'<table class="table-data"><caption class="visually-hidden">{title}</caption>\n<thead><tr>{heads}</tr></thead>\n'
            f"<tbody>{rows}</tbody>{foot}</table></div>{totals}"
        )


LOOK = ' class="remark-link"'
NUM = '"num"'
