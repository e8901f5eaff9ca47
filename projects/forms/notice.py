"""The table on which a person says of which kind he wants to be told, and where."""
from django import forms

from portal.shared.forms import PlainForm
from projects.choices import NoticeChannel


class NoticeChoicesForm(PlainForm):
    """One row of three buttons for each kind. `channels`: [Channel] as they are now; `wanted`: {kind: channel} that changed."""

    def __init__(self, *args, channels, **kwargs):
        super().__init__(*args, **kwargs)
        self.channels = {row.kind: row.channel for row in channels}
        for row in channels:
            self.fields[row.kind] = forms.ChoiceField(
                label=row.label, choices=NoticeChannel.choices, initial=row.channel, widget=forms.RadioSelect
            )

    @property
    def headings(self):
        return NoticeChannel.labels

    @property
    def wanted(self):
        return {kind: channel for kind, channel in self.cleaned_data.items() if channel != self.channels[kind]}
