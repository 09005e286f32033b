"""What is uploaded stays in memory until it is checked: a photograph as it left the camera never lies on a disk."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST = 20 * 1024 * 1024
"""Bytes that all files of one request may have together. Of a request with more nothing is kept but the sizes."""


class MemoryOnly(FileUploadHandler):
    """Keeps small files, and of large ones only how large they are, so that the form can say so."""

    def __init__(self, request=None):
        super().__init__(request)
        self.received = 0
        self.content = BytesIO()

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received <= MOST:
            self.content.write(raw_data)
        else:
            self.content = BytesIO()

    def file_complete(self, file_size):
        self.content.seek(0)
        return InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
