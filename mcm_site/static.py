"""Static files under names that tell their content, and addresses that this process makes once."""

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """A page names twenty files, and what they are called only changes with `collectstatic`."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.url = cache(super().url)
