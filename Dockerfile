FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /site
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN DEBUG=1 STATIC_MANIFEST=1 python manage.py collectstatic --no-input \
    && useradd --system site && mkdir var && chown site var
USER site
ENV HOST=0.0.0.0 PORT=8000
CMD ["sh", "-c", "python manage.py migrate --no-input && python manage.py seed && exec gunicorn bpo_portal.wsgi --config bpo_portal/gunicorn.py"]
