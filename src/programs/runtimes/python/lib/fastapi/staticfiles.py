import os
class StaticFiles:
    def __init__(self, directory, html=False, **more):
        if not os.path.isdir(str(directory)): raise RuntimeError("Directory '%s' does not exist" % directory)
        self._folder, self._html = str(directory), html
    async def serve(self, request, path):
        from fastapi.exceptions import HTTPException
        from fastapi.responses import FileResponse
        full = os.path.join(self._folder, path.lstrip('/'))
        if self._html and os.path.isdir(full): full = os.path.join(full, 'index.html')
        if '..' in path or not os.path.isfile(full): raise HTTPException(404, 'Not Found')
        return FileResponse(full)
